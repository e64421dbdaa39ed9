import { PUT as retry } from '../../../app/api/attempts/[id]/retry/route.ts'
import { GET as events } from '../../../app/api/events/route.ts'
import { PUT as cancel } from '../../../app/api/generations/[id]/cancellation/route.ts'
import { PUT as restoreGeneration } from '../../../app/api/generations/[id]/restoration/route.ts'
import * as generation from '../../../app/api/generations/[id]/route.ts'
import * as generations from '../../../app/api/generations/route.ts'
import { PUT as restoreImage } from '../../../app/api/images/[id]/restoration/route.ts'
import * as image from '../../../app/api/images/[id]/route.ts'
import { GET as images } from '../../../app/api/images/route.ts'
import type { Routes } from './browser.ts'

/** The routes that browser code uses, as Next would find them. */
export const apiRoutes: Routes = {
  '/api/attempts/[id]/retry': { PUT: retry },
  '/api/events': { GET: events },
  '/api/generations': { GET: generations.GET, POST: generations.POST },
  '/api/generations/[id]': { GET: generation.GET, DELETE: generation.DELETE },
  '/api/generations/[id]/cancellation': { PUT: cancel },
  '/api/generations/[id]/restoration': { PUT: restoreGeneration },
  '/api/images': { GET: images },
  '/api/images/[id]': { GET: image.GET, PATCH: image.PATCH, DELETE: image.DELETE },
  '/api/images/[id]/restoration': { PUT: restoreImage },
}
