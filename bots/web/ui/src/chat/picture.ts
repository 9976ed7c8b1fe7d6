import { useEffect, useState } from 'react';

/** Whether a browser shows it: HEIC goes up, but only Safari could draw it. */
export const isPicture = (mime: string): boolean => /^image\/(jpeg|png|webp)$/.test(mime);

/** An address for a picked file while it is shown; undefined where there is no file or no picture. */
export function useLocalPicture(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file || !isPicture(file.type)) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [file]);
  return url;
}
