/** Why a Node of this version (`20.11.1`) cannot run the action; undefined where it can. A runner brings what action.yml names. */
export function nodeProblem(version: string): string | undefined {
  if (Number(version.split('.', 1)[0]) >= 24) return undefined
  return `The action needs Node 24, and this is Node ${version}. Start it with Node 24, as GitHub's runner does.`
}
