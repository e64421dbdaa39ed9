/** As much of the package as is used here; it comes without types of its own. */
declare module 'opentype.js' {
  type BoundingBox = { x1: number; y1: number; x2: number; y2: number }
  type Path = {
    getBoundingBox(): BoundingBox
    toPathData(decimalPlaces?: number): string
    extend(other: Path): void
  }
  type Glyph = {
    index: number
    advanceWidth?: number
    getPath(x: number, y: number, fontSize: number): Path
  }
  type Font = {
    unitsPerEm: number
    charToGlyph(character: string): Glyph
    charToGlyphIndex(character: string): number
    getKerningValue(left: Glyph, right: Glyph): number
  }
  const opentype: { parse(buffer: ArrayBuffer): Font; Path: new () => Path }

  export = opentype
}
