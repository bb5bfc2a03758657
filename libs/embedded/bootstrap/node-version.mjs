// This file must parse on very old Node versions, or the people who need its message would see a syntax error instead.
const OLDEST = [20, 19];

export function nodeProblem(version, platform) {
  const parts = version.split('.').map(Number);
  const tooOld = parts[0] < OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] < OLDEST[1]);
  if (tooOld) {
    return (
      'Caseward needs Node.js ' +
      OLDEST.join('.') +
      ' or newer; this is ' +
      version +
      '.\nFix: install a current Node.js (nvm, fnm, your package manager or nodejs.org), then run the same command again.'
    );
  }
  if (platform === 'win32') {
    return (
      'Caseward runs on Linux and macOS; its embedded database and engine are not supported on native Windows.' +
      '\nFix: run the same command inside WSL 2.'
    );
  }
  return undefined;
}

export function requireNode() {
  const problem = nodeProblem(process.versions.node, process.platform);
  if (problem !== undefined) {
    console.error(problem);
    process.exit(1);
  }
}
