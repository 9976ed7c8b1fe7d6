import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const { CHROMIUM_PATH, LOCALAPPDATA, PROGRAMFILES } = process.env;
const PLACES = [
  CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  PROGRAMFILES && `${PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  LOCALAPPDATA && `${LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
  PROGRAMFILES && `${PROGRAMFILES}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

/** The Chromium of this machine, if it has one. */
export const CHROMIUM = PLACES.find(
  (place): place is string => place !== undefined && place !== '' && existsSync(place),
);
export const WHY_SKIPPED =
  'no Chromium was found: install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH to run the browser tests';

export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(CHROMIUM ? { executablePath: CHROMIUM } : {}),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
