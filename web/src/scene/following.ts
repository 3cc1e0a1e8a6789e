// The presenter tells from where they look, and others follow who want to.

import type { RoomState, RoomStore } from '../room/store';
import type { Stage } from './stage';

/** The presenter tells it at most so often. */
const TELL_MS = 200;

/** Who moves by themselves for so many pixels does not follow any more. */
const PULL = 12;

/** Tells the room from where the presenter looks, while they move and where they came to. The answer ends it. */
export function tellCamera(stage: Stage, store: RoomStore): () => void {
  let told = '';
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    const { isPresenter, connection } = store.state();
    if (!isPresenter || connection.is !== 'live') return;
    const pose = stage.pose();
    const now = [...pose.position, ...pose.rotation].map((at) => at.toFixed(3)).join(' ');
    if (now === told) return;
    [told, last] = [now, performance.now()];
    store.ask({ do: 'camera', position: pose.position, rotation: pose.rotation }).catch(() => undefined);
  };
  const endDraw = stage.onDraw(() => {
    timer ??= setTimeout(tell, Math.max(0, last + TELL_MS - performance.now()));
  });
  let { isPresenter } = store.state();
  const endStore = store.subscribe(() => {
    const did = isPresenter;
    ({ isPresenter } = store.state());
    // The room forgot from where the presenter before looked.
    if (!did && isPresenter) {
      told = '';
      timer ??= setTimeout(tell, 0);
    }
  });
  return () => {
    endDraw();
    endStore();
    clearTimeout(timer);
  };
}

/** Goes where the presenter looks from, as long as one follows; `stop` is called when one moves by oneself. */
export class Following {
  private isOn = false;
  private seen: RoomState['camera'] = null;
  private readonly ends: (() => void)[] = [];

  constructor(private readonly stage: Stage, private readonly store: RoomStore, private readonly stop: () => void) {
    let pulled = 0;
    this.on('wheel', () => this.pull(PULL));
    this.on('pointerdown', () => (pulled = 0));
    this.on('pointermove', (event) => {
      if (event.buttons === 0) return;
      pulled += Math.abs(event.movementX) + Math.abs(event.movementY);
      this.pull(pulled);
    });
    this.ends.push(store.subscribe(() => this.follow()));
  }

  set(isOn: boolean): void {
    this.isOn = isOn;
    this.seen = null;
    this.follow();
  }

  dispose(): void {
    for (const end of this.ends) end();
  }

  private follow(): void {
    const { camera, isPresenter } = this.store.state();
    if (!this.isOn || isPresenter || !camera || camera === this.seen) return;
    this.seen = camera;
    this.stage.stand(camera);
  }

  private pull(by: number): void {
    if (this.isOn && by >= PULL && !this.store.state().isPresenter) this.stop();
  }

  private on<K extends 'wheel' | 'pointerdown' | 'pointermove'>(kind: K, act: (event: HTMLElementEventMap[K]) => void): void {
    this.stage.canvas.addEventListener(kind, act, { passive: true });
    this.ends.push(() => this.stage.canvas.removeEventListener(kind, act));
  }
}

/** Calls the listener when anything but the presenter's camera changed: that moves nothing in the picture. */
export function subscribeToAllButCamera(store: RoomStore, listener: () => void): () => void {
  let before = store.state();
  return store.subscribe(() => {
    const now = store.state();
    const keys = Object.keys(now) as (keyof RoomState)[];
    const isOther = keys.some((key) => key !== 'camera' && before[key] !== now[key]);
    before = now;
    if (isOther) listener();
  });
}
