import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { partsText } from '../text/parts'
import { useRowHeight } from './density'
import classes from './VirtualTable.module.css'

/** A column. Its width is a track of a CSS grid: `120px`, `minmax(140px, 1fr)`. */
export interface Column<T> {
  key: string
  title: string
  width: string
  render: (row: T) => ReactNode
  isRight?: boolean
  /** Left out where the table is narrower than this many pixels. */
  from?: number
}

/**
 * A table of any length: only the rows on the screen are drawn, and further pages are asked for long before the end is reached.
 * ↑ ↓ Home End PageUp PageDown move, Enter opens, Space chooses. One row at a time is in the order of Tab.
 */
export function VirtualTable<T>({
  label, columns, rows, rowKey, onOpen, chosen, hasMore = false, isFetching = false, onNearEnd, rowHeight: asked, onTop, marked, onMark, describe,
}: {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  onOpen?: (row: T) => void
  /** The key of the row whose drawer is open. */
  chosen?: string | null
  hasMore?: boolean
  isFetching?: boolean
  onNearEnd?: () => void
  rowHeight?: number
  /** Whether the first row is in view: where not, new rows above would push what is being read. */
  onTop?: (isTop: boolean) => void
  /** Keys of rows that are marked for an action on several; with `onMark` each row has a box. */
  marked?: ReadonlySet<string>
  onMark?: (row: T) => void
  /** What the box of a row is called: `Mark order.edi`. */
  describe?: (row: T) => string
}) {
  const chosenHeight = useRowHeight()
  const rowHeight = asked ?? chosenHeight
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const [width, setWidth] = useState(1200)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 24, getItemKey: index => rowKey(rows[index]!) })
  useEffect(() => virtual.measure(), [rowHeight, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const shown = columns.filter(column => column.from === undefined || width >= column.from)
  const tracks = [...(onMark ? ['34px'] : []), ...shown.map(column => column.width)].join(' ')
  const at = Math.min(active, Math.max(0, rows.length - 1))

  useEffect(() => {
    const element = scroller.current
    if (!element) {
      return undefined
    }

    const watch = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  // A page is about 100 rows: asked for when less than that is left.
  useEffect(() => {
    if (hasMore && !isFetching && last > rows.length - 100) {
      onNearEnd?.()
    }
  }, [hasMore, isFetching, last, rows.length, onNearEnd])

  function move(to: number): void {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    setActive(next)
    virtual.scrollToIndex(next)
    // The row may only now be drawn.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true }))
  }

  function press(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2)
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 }
    const row = rows[at]
    if (event.target instanceof HTMLElement && event.target.closest('[role="row"]') !== event.target) {
      return
    }

    if (steps[event.key] !== undefined) {
      event.preventDefault()
      move(steps[event.key]!)
    } else if (event.key === 'Enter' && row && onOpen) {
      event.preventDefault()
      onOpen(row)
    } else if (event.key === ' ' && row && onMark) {
      event.preventDefault()
      onMark(row)
    }
  }

  return (
    <div className={classes.scroller} ref={scroller} onScroll={event => onTop?.(event.currentTarget.scrollTop < rowHeight)} onKeyDown={press}>
      <div role="grid" aria-label={label} aria-rowcount={hasMore ? -1 : rows.length + 1} aria-busy={isFetching} style={{ minWidth: 'fit-content' }}>
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row} style={{ gridTemplateColumns: tracks, height: 34 }}>
            {onMark ? <span role="columnheader" className={classes.cell}><span className={classes.hidden}>{partsText.marked}</span></span> : null}
            {shown.map(column => <span key={column.key} role="columnheader" className={classes.cell} data-right={column.isRight}>{column.title}</span>)}
          </div>
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(item => {
            const row = rows[item.index]!
            const key = rowKey(row)
            return (
              <div
                key={item.key} role="row" aria-rowindex={item.index + 2} data-index={item.index} tabIndex={item.index === at ? 0 : -1}
                className={`${classes.row} ${classes.line}`} data-chosen={chosen === key || undefined} aria-selected={onMark ? marked?.has(key) ?? false : undefined}
                style={{ gridTemplateColumns: tracks, height: rowHeight, transform: `translateY(${item.start}px)` }}
                onFocus={() => setActive(item.index)}
                onClick={event => {
                  if (!(event.target instanceof HTMLElement && event.target.closest('a, button, input, label'))) {
                    setActive(item.index)
                    event.currentTarget.focus({ preventScroll: true })
                    onOpen?.(row)
                  }
                }}
              >
                {onMark
                  ? <span role="gridcell" className={classes.cell}><input type="checkbox" tabIndex={-1} checked={marked?.has(key) ?? false} onChange={() => onMark(row)} aria-label={describe?.(row) ?? key} /></span>
                  : null}
                {shown.map(column => <span key={column.key} role="gridcell" className={classes.cell} data-right={column.isRight}>{column.render(row)}</span>)}
              </div>
            )
          })}
        </div>
      </div>
      {isFetching && rows.length > 0 ? <div className={classes.foot} role="status">{partsText.moreRows}</div> : null}
      {!hasMore && !isFetching && rows.length > 50 ? <div className={classes.foot}>{partsText.endOfList}</div> : null}
    </div>
  )
}
