import type { Colour } from './colour.ts'

type CuratedPalette = { colours: readonly Colour[]; tags: readonly string[] }

/** Sets that have been looked at: a light, a dark, and what sings between them. */
export const curatedPalettes: readonly CuratedPalette[] = [
  {
    colours: ['#f4efe6', '#0b1f3a', '#1e5f8c', '#6fb7c9', '#f2663b'],
    tags: [
      'sea',
      'ocean',
      'tidal',
      'wave',
      'boat',
      'lighthouse',
      'harbour',
      'harbor',
      'coast',
      'sail',
      'ship',
    ],
  },
  {
    colours: ['#f1ead9', '#12261f', '#2e5e4a', '#9ab87a', '#e2a33b', '#d96c4f'],
    tags: ['forest', 'tree', 'garden', 'leaf', 'jungle', 'botanical', 'plant', 'fern', 'moss', 'green'],
  },
  {
    colours: ['#f7e6cc', '#3a1c2b', '#b84a35', '#e8965a', '#5d8c8a', '#f0bd7a'],
    tags: ['desert', 'canyon', 'sand', 'dune', 'earth', 'terracotta', 'clay', 'western', 'cactus'],
  },
  {
    colours: ['#f8efdc', '#0d0f26', '#2a2f72', '#7a63d2', '#f0b7cf', '#f7d98b'],
    tags: ['night', 'moon', 'star', 'space', 'galaxy', 'dream', 'cosmic', 'planet', 'magic', 'astronaut'],
  },
  {
    colours: ['#fff0dc', '#2c2a5a', '#875a86', '#e5877a', '#f7bd8f', '#f6d9a8'],
    tags: ['dawn', 'sunset', 'sunrise', 'dusk', 'evening', 'morning', 'horizon', 'golden'],
  },
  {
    colours: ['#f5f1e8', '#151515', '#e5281f', '#b9b2a3', '#f2c230'],
    tags: [
      'swiss',
      'poster',
      'typography',
      'grotesk',
      'grotesque',
      'helvetica',
      'minimal',
      'exhibition',
      'modernist',
    ],
  },
  {
    colours: ['#f3ead8', '#17181c', '#d73a26', '#1f4a96', '#f1b51c', '#e7d9bd'],
    tags: ['bauhaus', 'geometric', 'shape', 'primary', 'constructivist', 'abstract', 'block'],
  },
  {
    colours: ['#faf5ea', '#22234a', '#ff5d73', '#1f8fd1', '#ffd23f', '#3bb59a'],
    tags: ['riso', 'risograph', 'zine', 'print', 'fun', 'playful', 'pop', 'kids', 'party', 'festival'],
  },
  {
    colours: ['#f6efe6', '#1f2430', '#52606d', '#a8b5b9', '#d9a78b', '#e6d5c3'],
    tags: [
      'quiet',
      'calm',
      'fog',
      'mist',
      'nordic',
      'winter',
      'snow',
      'stone',
      'concrete',
      'minimalist',
      'zen',
    ],
  },
  {
    colours: ['#fdf3e3', '#3b1330', '#a51e5b', '#f0567c', '#ff9e6d', '#ffcf8a'],
    tags: ['berry', 'rose', 'flower', 'love', 'heart', 'valentine', 'floral', 'wine', 'peony', 'bloom'],
  },
  {
    colours: ['#fbf6e2', '#233016', '#5d7d2b', '#f4c21f', '#f28a1c', '#e9e3b4'],
    tags: ['lemon', 'citrus', 'summer', 'fruit', 'orange', 'sun', 'sunny', 'juice', 'picnic', 'sunflower'],
  },
  {
    colours: ['#f4ede1', '#2a1a14', '#6b3f2a', '#b87a4b', '#dfb58a', '#8c9a86'],
    tags: ['coffee', 'cafe', 'wood', 'bread', 'autumn', 'fox', 'brown', 'leather', 'chocolate', 'cozy'],
  },
  {
    colours: ['#eef0ee', '#0f1a24', '#20445c', '#3d8c96', '#a6d3c4', '#f26d5b'],
    tags: ['city', 'urban', 'rain', 'street', 'metro', 'architecture', 'building', 'skyline', 'train'],
  },
  {
    colours: ['#f2ecff', '#140f2e', '#5b2bd6', '#ff3d81', '#21d0c3', '#ffb52e'],
    tags: ['neon', 'cyber', 'synthwave', 'retro', 'arcade', 'club', 'music', 'techno', 'electric', 'jazz'],
  },
  {
    colours: ['#f7ecdd', '#1e2a2f', '#c8553d', '#588b8b', '#f2b880', '#8f4a38'],
    tags: [
      'still',
      'vase',
      'bottle',
      'ceramic',
      'pottery',
      'table',
      'kitchen',
      'interior',
      'chair',
      'vintage',
    ],
  },
  {
    colours: ['#f3efe4', '#10233f', '#27528c', '#c73e3a', '#e7b94c', '#9db7c9'],
    tags: ['japan', 'japanese', 'tokyo', 'kimono', 'ukiyo', 'crane', 'koi', 'temple', 'fuji'],
  },
  {
    colours: ['#fcefe9', '#33272a', '#e58fb1', '#ff8f6b', '#7cc6b8', '#f5d46a'],
    tags: ['pastel', 'candy', 'spring', 'baby', 'soft', 'dessert', 'cake', 'ice', 'balloon', 'cute'],
  },
  {
    colours: ['#f6e9d6', '#14223c', '#2c5f86', '#ee8a57', '#8d4a6b', '#8fb6bd'],
    tags: [
      'mountain',
      'lake',
      'hill',
      'valley',
      'peak',
      'hike',
      'alps',
      'landscape',
      'river',
      'camp',
      'trail',
    ],
  },
  {
    colours: ['#f5ede4', '#241a2e', '#6d3b6e', '#d4576b', '#f0a35e', '#4f8a8b'],
    tags: ['portrait', 'woman', 'man', 'face', 'person', 'fashion', 'dancer', 'girl', 'boy', 'singer'],
  },
  {
    colours: ['#f6f2e9', '#141c2b', '#2d5bff', '#ff5a36', '#c8d4e8', '#f6c945'],
    tags: ['tech', 'startup', 'product', 'modern', 'logo', 'brand', 'app', 'future', 'bold', 'sport'],
  },
]
