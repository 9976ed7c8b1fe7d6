import { Button } from 'antd';
import { useRef } from 'react';
import { Icon } from '../../shared/Icon.tsx';

const ACCEPT = '.jpg,.jpeg,.png,.webp,.heic,.pdf,.docx,image/jpeg,image/png,image/webp,image/heic,application/pdf';

/** The paper clip, and the browser's own choosing behind it. */
export function Picker({ picked }: { readonly picked: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={ACCEPT}
        hidden
        data-testid="picker"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) picked(file);
          event.target.value = '';
        }}
      />
      <Button
        type="text"
        shape="circle"
        aria-label="上传证书或附件"
        title="上传证书或附件（图片、PDF、Word）"
        icon={<Icon name="clip" />}
        onClick={() => input.current?.click()}
      />
    </>
  );
}
