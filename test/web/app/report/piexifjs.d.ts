/** What the tests use of it. Binary strings: one character a byte. */
declare module 'piexifjs' {
  const piexif: {
    readonly ImageIFD: { readonly Make: number; readonly Orientation: number };
    readonly ExifIFD: { readonly DateTimeOriginal: number };
    readonly GPSIFD: {
      readonly GPSLatitudeRef: number;
      readonly GPSLatitude: number;
      readonly GPSLongitudeRef: number;
      readonly GPSLongitude: number;
    };
    dump(exif: Readonly<Record<string, Readonly<Record<number, unknown>>>>): string;
    insert(exif: string, jpeg: string): string;
  };
  export default piexif;
}
