/** Stands in for the runtime of Lambda: loads the bundle named by the first argument, and answers one event after another. */
const [, , bundle] = process.argv;
const startedAt = performance.timeOrigin;

try {
  const { handler } = await import(bundle);
  process.on('message', async ({ event, context }) => {
    try {
      process.send({ response: await handler(event, context) });
    } catch (error) {
      process.send({ error: error.message });
    }
  });
  process.send({ ready: Date.now() - startedAt });
} catch (error) {
  process.send({ error: error.message }, () => process.exit(1));
}
