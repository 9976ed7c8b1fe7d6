const UNKNOWN =
  /^(?:我?(?:也|都|真|实在)?(?:不清楚|不(?:太)?(?:清楚|知道|晓得|记得|确定|了解|明白)|记不(?:太|大)?清|忘(?:了|记)|没印象|说不(?:准|好|清)|没注意|没看到|不好说|没有?数|不详)|没看|名字记不|[^,，。]{0,6}(?:记不(?:太|大)?清|不清楚|不知道|不记得|忘了)|unknown|not sure|no idea|don'?t know)/i;

/** 不清楚, in any of its ways. */
export const saysUnknown = (text: string): boolean => UNKNOWN.test(text.trim());
