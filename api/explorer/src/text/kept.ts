/** Browsers take longer to make a format of Intl than to use it a hundred times: each is made once. */
export function kept<Key, Format>(make: (key: Key) => Format): (key: Key) => Format {
  const known = new Map<Key, Format>();
  return (key) => {
    const format = known.get(key) ?? make(key);
    known.set(key, format);
    return format;
  };
}
