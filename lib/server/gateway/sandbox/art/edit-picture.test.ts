import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { type EditWish, editPicture } from './edit-picture.ts'

const size = { width: 256, height: 256 }

function aPicture(background: string, width = 256, height = 256): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([
      {
        input: { create: { width: width >> 1, height: height >> 1, channels: 3, background: '#ffffff' } },
        left: 0,
        top: 0,
      },
    ])
    .jpeg()
    .toBuffer()
}

async function edited(wish: Partial<EditWish>) {
  const png = await editPicture({
    prompt: 'x',
    seed: 1,
    size,
    pictures: [await aPicture('#d03020')],
    ...wish,
  })
  const { data, info } = await sharp(png, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true })
  return {
    png,
    info,
    at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)],
  }
}

describe('one picture', () => {
  test('comes out at the size asked for, changed, and the same each time', async () => {
    const first = await edited({ prompt: 'Duotone in navy and coral', size: { width: 320, height: 192 } })
    const again = await edited({ prompt: 'Duotone in navy and coral', size: { width: 320, height: 192 } })

    expect(first.info).toMatchObject({ width: 320, height: 192 })
    expect(first.png.equals(again.png)).toBe(true)
    expect(first.at(300, 180)[2]).toBeGreaterThan(first.at(300, 180)[0] ?? 0)
  })

  test('keeps its colours when it is told to', async () => {
    const { at } = await edited({ prompt: 'Keep everything the same' })

    const [red = 0, green = 0] = at(200, 200)
    expect(red).toBeGreaterThan(180)
    expect(green).toBeLessThan(80)
  })

  test('is mirrored, and gets a circle, on request', async () => {
    const plain = await edited({ prompt: 'Keep everything the same' })
    const mirrored = await edited({ prompt: 'Mirror it, keep the rest' })

    expect(plain.at(20, 20)[1]).toBeGreaterThan(200)
    expect(mirrored.at(20, 20)[1]).toBeLessThan(90)
    expect(mirrored.at(236, 20)[1]).toBeGreaterThan(200)
    expect((await edited({ prompt: 'Add a blue circle, keep the rest' })).png.equals(plain.png)).toBe(false)
  })

  test('gets the quoted words on a band', async () => {
    const silent = await edited({ prompt: 'Keep the rest' })
    const speaking = await edited({ prompt: 'Keep the rest, add "TIDAL"' })

    expect(speaking.png.equals(silent.png)).toBe(false)
    expect(speaking.at(250, 20)).toEqual(silent.at(250, 20))
  })
})

test('where the mask is opaque not one pixel changes; where it is transparent the work shows', async () => {
  const half = await sharp({ create: { width: 256, height: 256, channels: 4, background: '#000000ff' } })
    .composite([
      {
        input: { create: { width: 128, height: 256, channels: 4, background: '#000000ff' } },
        left: 0,
        top: 0,
        blend: 'dest-out',
      },
    ])
    .png()
    .toBuffer()
  const picture = await sharp(await aPicture('#d03020'))
    .png()
    .toBuffer()
  const before = await sharp(picture).raw().toBuffer()

  const { at } = await edited({ prompt: 'Duotone in navy and mint', pictures: [picture], stencil: half })

  for (let y = 0; y < 256; y += 5) {
    for (let x = 129; x < 256; x += 5) {
      const start = (y * 256 + x) * 3
      expect(at(x, y)).toEqual([...before.subarray(start, start + 3)])
    }
  }
  expect(at(40, 200)[0]).toBeLessThan(150)
})

test('several pictures stand side by side in their order, whatever their shape and format', async () => {
  const wish = { prompt: 'Keep them as they are', size: { width: 512, height: 256 } }
  const red = await sharp({ create: { width: 90, height: 200, channels: 3, background: '#d03020' } })
    .webp()
    .toBuffer()
  const blue = await sharp({ create: { width: 300, height: 80, channels: 4, background: '#2040d0ff' } })
    .png()
    .toBuffer()

  const { at } = await edited({ ...wish, pictures: [red, blue] })
  const turned = await edited({ ...wish, pictures: [blue, red] })

  expect(at(100, 128)[0]).toBeGreaterThan(at(100, 128)[2] ?? 0)
  expect(at(400, 128)[2]).toBeGreaterThan(at(400, 128)[0] ?? 0)
  expect(turned.at(100, 128)[2]).toBeGreaterThan(turned.at(100, 128)[0] ?? 0)
})

test('a picture lying on its side is put upright', async () => {
  const lying = await sharp({ create: { width: 100, height: 50, channels: 3, background: '#2040d0' } })
    .composite([
      { input: { create: { width: 50, height: 50, channels: 3, background: '#d03020' } }, left: 0, top: 0 },
    ])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

  const { at } = await edited({ prompt: 'Keep it', pictures: [lying], size: { width: 128, height: 256 } })

  expect(at(64, 20)[0]).toBeGreaterThan(at(64, 20)[2] ?? 0)
  expect(at(64, 236)[2]).toBeGreaterThan(at(64, 236)[0] ?? 0)
})

test('a picture that breaks off is refused', async () => {
  const whole = await aPicture('#d03020')

  await expect(edited({ pictures: [whole.subarray(0, whole.length >> 1)] })).rejects.toBeInstanceOf(Refusal)
})
