/** What the action is called in tables. */
export const action = 'the action'
/** What the shell script is called in tables. */
export const shell = 'generate.sh'
