/** pandas: what gives a frame, a series or a group. */
export const pandas = `in pandas -> .DataFrame
alias pandas.core.* = pandas
alias pandas.core.*.* = pandas
def .{read_csv,read_table}(filepath_or_buffer, *, usecols?, nrows?, chunksize?, **)
def .{read_json,read_pickle,read_sql,read_sql_query,read_feather,read_hdf,read_fwf,read_orc,read_xml}(...)
def .read_excel(io, sheet_name=0, *, usecols?, nrows?, **)
def .read_parquet(path, engine="auto", columns?, **)
def .concat(objs, *, axis=0, ignore_index=False, **)
def .{merge,merge_asof}(left, right, ...)
def .{get_dummies,pivot_table,crosstab,melt,json_normalize}(...)
def .{to_datetime,to_numeric,cut,qcut}(...) -> .Series
def .date_range(...) -> ?
class .DataFrame(data?, index?, columns?, dtype?, copy?)
class .Series(data?, index?, dtype?, name?, copy?)
method .DataFrame.{head,tail,copy,drop,dropna,fillna,drop_duplicates,sort_values,sort_index,reset_index,set_index,rename,sample,assign,query,merge,join,astype,pivot,pivot_table,melt,map,applymap,replace,explode,select_dtypes,filter,transpose,describe,isna,isnull,notna,reindex,clip,round,shift,diff,interpolate,ffill,bfill,append,nlargest,add_prefix,corr,cumsum,where,mask,stack,unstack,from_dict,from_records}(...)
method .DataFrame.apply(func, axis=0, raw=False, result_type?, args=(), **) -> ?
method .DataFrame.{iterrows,items,iteritems}() -> ?
method .DataFrame.itertuples(index=True, name="Pandas") -> ?
method .DataFrame.groupby(by?, level?, **) -> .DataFrameGroupBy
alias pandas.core.groupby.generic.DataFrameGroupBy = pandas.DataFrameGroupBy
class .DataFrameGroupBy(...)
method .DataFrameGroupBy.{mean,sum,agg,count,first,last,max,min,std,head,transform}(...)
method .DataFrame.{sum,mean,std,min,max,count,nunique,duplicated,any,all,median,var,pop,squeeze}(...) -> .Series
method .{DataFrame,Series}.to_numpy(...) -> numpy.ndarray
method .{DataFrame,Series}.{to_csv,to_parquet,to_json,to_excel,to_pickle,to_sql,info,plot}(...) -> ?
method .{DataFrame,Series}.to_dict(...) -> dict
attribute .{DataFrame,Series}.values : numpy.ndarray
attribute .{DataFrame,Series}.shape : tuple
attribute .DataFrame.T : .DataFrame
method .Series.{map,apply,astype,fillna,dropna,head,tail,copy,sort_values,reset_index,value_counts,isin,isna,isnull,notna,replace,clip,round,shift,diff,cumsum,sample,drop,between,abs}(...) -> .Series
method .Series.{mean,sum,std,var,min,max,median}(...) -> float
method .Series.{nunique,count}(...) -> int
method .Series.{tolist,to_list}() -> list
method .Series.unique() -> numpy.ndarray
`;
