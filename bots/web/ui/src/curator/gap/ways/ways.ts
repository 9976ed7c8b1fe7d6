import { answer } from './AnswerWay.tsx';
import { asks } from './AsksWay.tsx';
import { issuer } from './IssuerWay.tsx';
import { silent } from './SilentWay.tsx';
import { word } from './WordWay.tsx';
import type { Way } from './way.ts';
import './ways.css';

/** The ways of settling, in the order in which they are offered. A further way is one more file and its entry here. */
export const WAYS: readonly [Way, ...Way[]] = [answer, asks, word, silent, issuer];
