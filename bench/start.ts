/** Cold start: from `node src/main.ts` with an empty database to the line that says it is ready. `node bench/start.ts` */
import { percentile, startHouse } from './house.ts';

const RUNS = 7;
const LIMIT_MS = 1500;

const times: number[] = [];
for (let i = 0; i < RUNS; i += 1) {
  const house = await startHouse();
  times.push(house.readyAfter);
  await house.stop();
}
times.sort((a, b) => a - b);
const worst = times.at(-1) ?? Number.NaN;
process.stdout.write(
  `cold start to ready, empty database, ${RUNS} runs: median ${percentile(times, 0.5).toFixed(0)} ms, worst ${worst.toFixed(0)} ms (limit ${LIMIT_MS} ms)\n`,
);
process.exitCode = worst < LIMIT_MS ? 0 : 1;
