import { loadPrograms } from './start/load-programs.js';

const { service } = await loadPrograms();
await service();
