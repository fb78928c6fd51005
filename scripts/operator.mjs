// Runs a command of operators from the build: npm run provision, doctor, reconcile, users. Each says with --help what it takes.
// Node 20 takes options such as --env-file for its own wherever they stand, unless `--` comes before this file.
const { loadPrograms } = await fromBuild();
const { main } = await (await loadPrograms()).operator();
process.exitCode = await main(process.argv.slice(2));

async function fromBuild() {
  try {
    return await import('../dist/start/load-programs.js');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.message.includes('start/load-programs.js'))
      throw error;
    console.error('The service is not built yet: npm run build');
    process.exit(1);
  }
}
