/** How long a plan takes for somebody with thirty activities: p50 and worst, in every province. `node bench/plan.ts` */
import { join } from 'node:path';
import { loadRulesets, plan } from '../src/rules/index.ts';
import type { Activity } from '../src/types/index.ts';
import { percentile } from './house.ts';

const root = join(import.meta.dirname, '..');
const rulesets = loadRulesets(join(root, 'rules'), join(root, 'faq', 'documents', 'raw'));
const LIMIT_MS = 50;
const RUNS = 30;

const activities: readonly Activity[] = Array.from({ length: 30 }, (_, i) => ({
  id: `a${i}`,
  type: 'internal-training',
  form: 'theory',
  role: 'participant',
  sessions: 1,
  filed: true,
  date: `2026-0${(i % 9) + 1}-11`,
}));
for (const province of rulesets.provinces) {
  const person = { title: 'junior', institution: { level: 'county', kind: 'hospital' } } as const;
  const year = province === 'yunnan' || province === 'fujian' ? 2023 : 2026;
  const input = { province, person, year, activities };
  const on = year === 2023 ? '2023-10-01' : '2026-04-01';
  for (let i = 0; i < 5; i++) plan(rulesets, input, on);
  const times = Array.from({ length: RUNS }, () => {
    const from = performance.now();
    plan(rulesets, input, on);
    return performance.now() - from;
  }).sort((a, b) => a - b);
  const worst = times.at(-1) ?? Number.NaN;
  process.stdout.write(
    `plan ${province}: p50 ${percentile(times, 0.5).toFixed(1)} ms, worst ${worst.toFixed(1)} ms (limit ${LIMIT_MS} ms)\n`,
  );
  if (percentile(times, 0.5) > LIMIT_MS) process.exitCode = 1;
}
