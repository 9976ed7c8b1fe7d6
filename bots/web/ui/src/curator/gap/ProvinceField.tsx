import { Select } from 'antd';
import type { ProvinceName } from '../calls.ts';

interface Props {
  readonly provinces: readonly ProvinceName[];
  readonly province: string;
  readonly choose: (province: string) => void;
}

/** Whose documents are meant. */
export const ProvinceField = ({ provinces, province, choose }: Props) => (
  <p className="gap-field">
    <label htmlFor="gap-province">省份</label>
    <Select
      id="gap-province"
      value={province}
      onChange={choose}
      options={provinces.map((one) => ({ value: one.province, label: one.name }))}
    />
  </p>
);
