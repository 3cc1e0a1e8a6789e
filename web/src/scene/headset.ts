// Looking at the molecules through a headset, by Mol*'s own WebXR: an experiment that no hardware has been tried with.
//
// In there one looks, scales and points. The page and its menus stay outside: a headset shows the canvas only.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';

import type { SceneState } from './api';

/** How often a second what is pointed at is looked up in there, as Mol* does it by itself. */
const POINTING_FPS = 30;

/** Mol*'s numbers of a mouse's first button, and of the trigger of what one holds with a headset. */
const PRIMARY = 1;
const TRIGGER = 32;

/** Whether this button means what is under it. */
export function isPress(button: number): boolean {
  return button === PRIMARY || button === TRIGGER;
}

/** The way into the headset, and out again. */
export class Headset {
  private isIn = false;
  private readonly ends: (() => void)[] = [];
  private outsideFps = POINTING_FPS;

  constructor(private readonly view: Canvas3D, private readonly onChange: (state: SceneState['headset']) => void) {
    const { xr } = view;
    const supported = xr.isSupported.subscribe(() => this.tell());
    const presenting = xr.isPresenting.subscribe((isIn) => this.become(isIn));
    this.ends.push(() => supported.unsubscribe(), () => presenting.unsubscribe());
  }

  get isOn(): boolean {
    return this.isIn;
  }

  /** Goes in, out of a click: a browser lets nobody in without one. Rejects where the browser or the headset refuses. */
  async enter(): Promise<void> {
    let problem: unknown;
    const failed = this.view.xr.requestFailed.subscribe((error) => (problem = error));
    await this.view.xr.request();
    failed.unsubscribe();
    if (problem) throw new Error(`The headset did not open: ${problem instanceof Error ? problem.message : String(problem)}`);
  }

  leave(): Promise<void> {
    return this.view.xr.end();
  }

  dispose(): void {
    for (const end of this.ends) end();
    if (this.isIn) void this.leave();
  }

  private become(isIn: boolean): void {
    if (isIn === this.isIn) return;
    this.isIn = isIn;
    const { interaction } = this.view.props;
    if (isIn) this.outsideFps = interaction.maxFps;
    // Outside, software looks nothing up by itself.
    this.view.setProps({ interaction: { ...interaction, maxFps: isIn ? POINTING_FPS : this.outsideFps } });
    this.tell();
  }

  private tell(): void {
    this.onChange(this.isIn ? 'in' : this.view.xr.isSupported.value ? 'ready' : 'absent');
  }
}
