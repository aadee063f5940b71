/** Node's words for why a file could not be reached, as the end of a sentence that names the file. */
export function fileProblem(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && PROBLEMS[code]) ?? message ?? String(error);
}

const PROBLEMS: Record<string, string> = {
  ENOENT: 'there is none of that name',
  EEXIST: 'something else has its name',
  ENOTDIR: 'what should be its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this account may not open it',
  EPERM: 'this account may not open it',
  EROFS: 'its disk can only be read',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk is full for this account',
};
