// Plain JavaScript for any Node: says clearly when the toolchain's own Node is missing, before anything else can fail.
const wanted = 24;
const found = Number(process.versions.node.split('.')[0]);

if (found < wanted) {
  process.stderr.write(
    `This project brings its own Node ${wanted} as a development dependency, but Node ${process.versions.node} is running.\n` +
      'Install with `npm ci` (not with --ignore-scripts: an install script puts that Node in place), then start commands\n' +
      'with `npm run` or `npx`, which find it first.\n',
  );
  process.exit(1);
}
