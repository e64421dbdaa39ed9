'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Connection, showConnection, useConnection } from './connection.ts'
import { keepCurrent } from './keep-current.ts'

/** Keeps the cache at what the server knows while it is mounted; mount it once, in the studio's layout. */
export function useLive(): Connection {
  const client = useQueryClient()
  useEffect(() => keepCurrent(client, showConnection), [client])
  return useConnection()
}
