import { expect, it } from 'vitest';
import { settingsOf } from '../../src/ledger/settings.ts';

const settings = {
  zhejiang: {
    readings: { unfiled: 'valid', peer: 'broad' },
    institutions: { 青禾县人民医院: { readings: { unfiled: 'void' } } },
  },
};
const member = (province: string, name: string) => ({ id: 'p', province, institution: { name } });

it('an institution’s own choice wins over the province’s, and no other province is touched', () => {
  expect(settingsOf(settings, member('zhejiang', '青禾县人民医院'))).toEqual({
    readings: { unfiled: 'void', peer: 'broad' },
  });
  expect(settingsOf(settings, member('zhejiang', '别的医院'))).toEqual({
    readings: { unfiled: 'valid', peer: 'broad' },
  });
  expect(settingsOf(settings, member('shanxi', '青禾县人民医院'))).toEqual({});
  expect(settingsOf(undefined, undefined)).toEqual({});
});
