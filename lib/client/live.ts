'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Connection, keepCurrent } from './keep-current.ts'

/** Keeps the cache at what the server knows while it is mounted; mount it once, in the studio's layout. */
export function useLive(): Connection {
  const client = useQueryClient()
  const [connection, setConnection] = useState<Connection>('live')
  useEffect(() => keepCurrent(client, setConnection), [client])
  return connection
}
