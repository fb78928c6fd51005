/** The health check of the container: asks the service in it whether it lives, without any other program. */
const { PORT = '3000' } = process.env;

try {
  const { status } = await fetch(`http://127.0.0.1:${PORT}/health/live`, {
    signal: AbortSignal.timeout(2_000),
  });
  if (status !== 200) throw new Error(`/health/live has answered ${status}`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
