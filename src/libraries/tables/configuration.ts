/** Packages that read configurations. */
export const ruamel = `in ruamel.yaml
class .YAML(**)
method .YAML.{load,load_all,dump}(...)
`;

export const yacs = `in yacs.config
class .CfgNode(init_dict?, key_list?, new_allowed=False)
method .CfgNode.{merge_from_file,merge_from_list,merge_from_other_cfg,freeze,defrost,set_new_allowed,dump}(...)
method .CfgNode.clone() -> self
`;
