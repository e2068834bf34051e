/** Packages that read a program's command line, beside the standard library. */
export const absl = `in absl
class .flags.FlagHolder()
def .flags.{DEFINE_string,DEFINE_integer,DEFINE_float,DEFINE_bool,DEFINE_boolean,DEFINE_list,DEFINE_spaceseplist,DEFINE_multi_string,DEFINE_multi_integer,DEFINE_multi_float}(name, default, help?, *, required=False, **) -> .flags.FlagHolder
def .flags.{DEFINE_enum,DEFINE_enum_class,DEFINE_multi_enum}(name, default, enum_values, help?, *, required=False, **) -> .flags.FlagHolder
def .flags.{mark_flag_as_required,mark_flags_as_required}(...) -> None
def .app.run(main, argv?, **) -> None
`;

export const click = `in click
def .{command,group,option,argument,pass_context,pass_obj,version_option,help_option,confirmation_option,password_option}(...)
class .Group()
method .Group.{command,group}(...)
class .{Path,Choice,IntRange,FloatRange,File,Tuple}(...)
def .{echo,secho}(...) -> None
`;

export const typer = `in typer
class .Typer(**)
method .Typer.{command,callback}(...)
method .Typer.add_typer(...) -> None
def .{Option,Argument}(default, ...)
def .run(function) -> None
def .{echo,secho}(...) -> None
`;

export const fire = `def fire.Fire(component?, command?, name?, serialize?)
alias fire.core = fire
`;

export const tyro = `in tyro
def .cli(f, **)
`;

/** typed-argument-parser: the attributes of a class are the options, its values their defaults. */
export const tap = `in tap
class .Tap(**)
method .Tap.parse_args(args?, known_only=False, legacy_config_parsing=False)
method .Tap.{add_argument,configure,process_args}(...) -> None
`;
