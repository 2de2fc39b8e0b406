/** Keeps the newest message in sight while the reader is at the end, and the place while they are not. */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

const NEAR_PX = 80;

interface Place {
  height: number;
  isAtEnd: boolean;
  firstSeq: number;
  lastSeq: number;
}

export interface Follow {
  /** The newest message that has been in sight. */
  seenSeq: number;
  isAtEnd: boolean;
  onScroll: () => void;
  jump: () => void;
}

function isNearEnd(box: HTMLElement): boolean {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
}

export function useFollow(box: RefObject<HTMLElement | null>, id: string, firstSeq: number, lastSeq: number, extra: string): Follow {
  const place = useRef<Place>({ height: 0, isAtEnd: true, firstSeq, lastSeq });
  const [seen, setSeen] = useState({ isAtEnd: true, seq: lastSeq });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const divider = element.querySelector<HTMLElement>("[data-new]");
    element.scrollTop = divider ? divider.offsetTop - NEAR_PX : element.scrollHeight;
    place.current = { height: element.scrollHeight, isAtEnd: isNearEnd(element), firstSeq, lastSeq };
    setSeen({ isAtEnd: place.current.isAtEnd, seq: lastSeq });
  }, [id]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const before = place.current;
    if (firstSeq < before.firstSeq) element.scrollTop += element.scrollHeight - before.height;
    else if (before.isAtEnd) element.scrollTop = element.scrollHeight;
    place.current = { ...before, height: element.scrollHeight, firstSeq, lastSeq };
    if (before.isAtEnd) setSeen({ isAtEnd: true, seq: lastSeq });
  }, [firstSeq, lastSeq, extra]);

  // A window, a panel or a long reply takes room away: who reads the end goes on reading it.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (place.current.isAtEnd) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [id]);

  return {
    seenSeq: seen.seq,
    isAtEnd: seen.isAtEnd,
    onScroll: () => {
      const element = box.current;
      if (!element) return;
      const isAtEnd = isNearEnd(element);
      place.current = { ...place.current, isAtEnd };
      if (isAtEnd !== seen.isAtEnd) setSeen({ isAtEnd, seq: lastSeq });
    },
    jump: () => {
      box.current?.scrollTo({ top: box.current.scrollHeight });
    },
  };
}
