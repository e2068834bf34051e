/** tqdm: a bar iterates what it is given. */
export const tqdm = `in tqdm
def .tqdm(iterable?, desc?, total?, leave=True, file?, ncols?, mininterval=0.1, **) -> iter(0)
def .trange(...) -> range
alias tqdm.{auto,notebook,autonotebook,std,asyncio,rich,gui} = tqdm
alias tqdm.{tqdm_notebook,tqdm_gui} = tqdm.tqdm
alias tqdm.tnrange = tqdm.trange
alias tqdm.tqdm.tqdm = tqdm.tqdm
`;
