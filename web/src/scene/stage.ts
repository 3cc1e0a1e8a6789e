// The canvas and what Mol* draws on it: size, quality, background, camera, and the graphics card that may go away.

import { Canvas3D, Canvas3DContext } from 'molstar/lib/mol-canvas3d/canvas3d';
import { Camera } from 'molstar/lib/mol-canvas3d/camera';
import { DefaultTrackballBindings } from 'molstar/lib/mol-canvas3d/controls/trackball';
import { setCanvasSize } from 'molstar/lib/mol-canvas3d/util';
import { Mat4, Quat, Vec3, Vec4 } from 'molstar/lib/mol-math/linear-algebra';
import type { RepresentationContext } from 'molstar/lib/mol-repr/representation';
import { SyncRuntimeContext } from 'molstar/lib/mol-task/execution/synchronous';
import { AssetManager } from 'molstar/lib/mol-util/assets';
import { Binding } from 'molstar/lib/mol-util/binding';
import { Color } from 'molstar/lib/mol-util/color';

import type { Camera as RoomCamera, Skybox } from '../api/types';
import type { Eye, Point } from './annotations';
import type { FreePart, Graphics } from './api';
import { Backdrop, paintSky } from './sky';

/** What software that draws without a graphics card calls itself. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** What is selected. */
const SELECTED = Color(0xffc933);

/** The pointer pauses when it did not move for so long. */
const PAUSE_MS = 120;

/** So often a second. */
const NEVER = 1e-6;

/** What one turns around is not nearer than this, angstrom. */
const NEAREST = 5;

/** How long the camera is on its way from one place of somebody's to the next. */
const STEP_MS = 200;

/** Molecules are no balls: what fits a little less than the ball around them fits them. */
const FILLED = 0.88;

/** How much in front of atoms, and behind them, is drawn with them; and the same for everything. Angstrom. */
const SLAB = 10;
const WHOLE = 10_000;

/** How long the camera is on its way. */
const FLIGHT_MS = 350;

/** From where somebody looks: angstrom, and x, y, z, w. */
export type Pose = Readonly<RoomCamera>;

/** The canvas with Mol*'s renderer. */
export class Stage {
  readonly canvas = document.createElement('canvas');
  /** Mol* watches the element around its canvas, from the beginning. */
  private readonly holder = document.createElement('div');
  readonly view: Canvas3D;
  readonly isSoftware: boolean;
  /** What representations are made with; our own themes need no registry. */
  readonly context: RepresentationContext;
  private readonly backdrop = new Backdrop(this.holder);
  private readonly graphics: Canvas3DContext;
  private readonly watch = new ResizeObserver(() => this.resize());

  private imagePass: ReturnType<Canvas3D['getImagePass']> | undefined;
  private isLost = false;
  private hasSize = false;
  private free: FreePart | undefined;
  /** What is looked at, as long as nobody moved since. */
  private lookAgain: (() => void) | undefined;

  /** Throws where this browser has no WebGL. */
  constructor(onContext: (isLost: boolean) => void) {
    Object.assign(this.holder.style, { position: 'absolute', inset: '0', overflow: 'hidden' });
    Object.assign(this.canvas.style, { display: 'block', position: 'relative', touchAction: 'none', userSelect: 'none' });
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', 'Molecules');
    // Whoever clicks here means the page's keys to work: Escape, undo.
    this.canvas.tabIndex = -1;
    this.canvas.style.outline = 'none';
    this.canvas.addEventListener('pointerdown', () => this.canvas.focus({ preventScroll: true }));
    this.canvas.addEventListener('pointermove', (event) => event.buttons !== 0 && this.stay());
    this.canvas.addEventListener('wheel', () => this.stay(), { passive: true });
    this.holder.append(this.canvas);
    this.graphics = Canvas3DContext.fromCanvas(this.canvas, new AssetManager(), { handleResize: () => this.resize() });
    this.isSoftware = SOFTWARE.test(rendererName(this.graphics.webgl.gl));
    this.view = Canvas3D.create(this.graphics, {
      camera: { mode: 'perspective', fov: 40, manualReset: true, stereo: { name: 'off', params: {} }, helper: { axes: { name: 'off', params: {} } } },
      cameraResetDurationMs: 0,
    });
    // Letters belong to the page's own keys, and to whoever is typing; what one holds with a headset has keys of its own.
    const bindings = Object.fromEntries(
      Object.entries(DefaultTrackballBindings).map(([name, binding]) => [name, name.startsWith('key') ? heldOnly(binding) : binding]),
    ) as typeof DefaultTrackballBindings;
    this.view.setAttribs({ trackball: { bindings } as never });
    this.context = { webgl: this.view.webgl, colorThemeRegistry: undefined as never, sizeThemeRegistry: undefined as never };
    this.graphics.contextLost?.subscribe(() => {
      this.isLost = true;
      this.imagePass = undefined;
      onContext(true);
    });
    this.graphics.contextRestored?.subscribe(() => {
      this.isLost = false;
      onContext(false);
      this.view.requestDraw();
    });
    this.setGraphics('auto');
    this.view.animate();
  }

  /** Draws into this element, which gives the size. */
  mount(element: HTMLElement): void {
    element.append(this.holder);
    this.watch.observe(this.holder);
    this.resize();
  }

  dispose(): void {
    this.watch.disconnect();
    this.view.dispose();
    this.graphics.dispose();
    this.holder.remove();
  }

  setBackground(color: string): void {
    this.view.setProps({ renderer: { ...this.view.props.renderer, backgroundColor: Color(Number.parseInt(color.replace('#', ''), 16) || 0) } });
  }

  /** What is around the molecules instead of the background; `null` = nothing. */
  setSky(sky: Skybox | null): void {
    if (sky === this.backdrop.shown) return;
    this.backdrop.show(sky);
    this.view.setProps({ transparentBackground: sky !== null });
    this.view.requestDraw();
  }

  /** Puts what is looked at into the middle of this part, and as near as it has room for, until somebody moves. */
  setFree(part: FreePart): void {
    const before = this.free;
    this.center(part);
    const isSame = before && (['left', 'right', 'top', 'bottom'] as const).every((side) => before[side] === part[side]);
    if (!isSame) this.lookAgain?.();
  }

  private center(part: FreePart): void {
    this.free = part;
    const { offsetWidth: width, offsetHeight: height } = this.holder;
    if (width === 0 || height === 0) return;
    const { camera } = this.view;
    const { left, right, top, bottom } = part;
    Camera.setViewOffset(camera.viewOffset, width, height, (width - left - right) / 2, (height - top - bottom) / 2, width, height);
    camera.viewOffset.enabled = true;
    // Or Mol* draws and picks no spheres: it takes the middle of what is drawn for the middle of the canvas.
    (camera as { isAsymmetricProjection: boolean }).isAsymmetricProjection = true;
    this.view.requestDraw();
  }

  /** Light graphics leave out what takes a software renderer seconds. */
  setGraphics(graphics: Graphics): void {
    const isLight = graphics === 'light' || (graphics === 'auto' && this.isSoftware);
    const { postprocessing, multiSample, renderer, interaction, marking } = this.view.props;
    this.view.setProps({
      // It moves the picture by parts of a pixel, with what moves it into the middle of the free part.
      multiSample: { ...multiSample, mode: 'off' },
      postprocessing: {
        ...postprocessing,
        enabled: !isLight,
        antialiasing: isLight ? { name: 'off', params: {} } : postprocessing.antialiasing,
        outline: { name: 'off', params: {} },
        shadow: { name: 'off', params: {} },
      },
      marking: { ...marking, selectEdgeColor: SELECTED, highlightEdgeColor: Color(0xffffff), ghostEdgeStrength: 0.6 },
      cameraFog: { name: 'on', params: { intensity: 30 } },
      renderer: {
        ...renderer,
        selectColor: SELECTED, highlightColor: Color(0xffffff),
        selectStrength: 0.55, highlightStrength: 0.3, ambientIntensity: 0.5,
      },
      // What software draws too slowly, Mol* looks up in vain, and takes the picture for picking from under a click: never then.
      interaction: { ...interaction, maxFps: this.isSoftware ? NEVER : 30 },
    });
    this.graphics.setProps({ pickScale: isLight ? 0.2 : 0.3, pixelScale: 1 });
  }

  /**
   * Goes where this is to be seen; `fill` also comes as near, or goes as far, as it takes. With `slab`, what is far in front of
   * it or behind it is left out.
   */
  look(center: readonly number[], radius: number, fill: boolean, slab = false): void {
    // How far away to go depends on the size of the picture: it is seen again when that changes, until somebody moves.
    this.lookAgain = () => this.look(center, radius, fill, slab);
    if (!this.hasSize) return;
    const target = Vec3.create(center[0] ?? 0, center[1] ?? 0, center[2] ?? 0);
    const { camera } = this.view;
    const isQuiet = this.isSoftware || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const durationMs = isQuiet ? 0 : FLIGHT_MS;
    if (!fill) return this.view.requestCameraReset({ snapshot: camera.getCenter(target), durationMs });
    const { offsetWidth: width, offsetHeight: height } = this.holder;
    const { left, right, top, bottom } = this.free ?? { left: 0, right: width, top: 0, bottom: height };
    const narrowed = Math.min(width, height) / Math.max(Math.min(right - left, bottom - top), 1);
    const snapshot = camera.getFocus(target, Math.max(radius, 3) * FILLED * Math.max(narrowed, 1));
    // The planes before and behind which nothing is drawn are so far from the target.
    const depth = slab ? { radius: radius + SLAB, clipFar: true } : { radius: WHOLE, clipFar: false };
    this.view.requestCameraReset({ snapshot: { ...snapshot, ...depth }, durationMs });
  }

  /** Whether nobody moved since something was looked at. */
  get isLooking(): boolean {
    return this.lookAgain !== undefined;
  }

  /** Which share of these points of the workspace is in the free part of the picture, 0 to 1. */
  shareSeen(points: readonly Point[]): number {
    const { width, height } = this.canvas;
    const ratio = height / (this.holder.offsetHeight || 1);
    const { left, right, top, bottom } = this.free ?? { left: 0, right: width / ratio, top: 0, bottom: height / ratio };
    const seen = points.filter((point) => {
      const [x, y, depth, w] = this.view.camera.project(Vec4(), Vec3.create(...point));
      const [across, down] = [x! / ratio, (height - y!) / ratio];
      return w! > 0 && depth! >= 0 && depth! <= 1 && across >= left && across <= right && down >= top && down <= bottom;
    });
    return points.length === 0 ? 1 : seen.length / points.length;
  }

  /** Somebody moved by themselves: that is where they want to be. */
  private stay(): void {
    this.lookAgain = undefined;
  }

  /** What was drawn is in the picture, and the camera knows how far it reaches. Nothing while the graphics card is gone. */
  commit(): void {
    if (this.isLost) return;
    this.view.commit(true);
    // Set by itself: `setState` would end a flight of the camera's.
    const state = this.view.camera.state as { radius: number; radiusMax: number; clipFar: boolean };
    state.radiusMax = Math.max(this.view.boundingSphereVisible.radius * 1.1, 1);
    if (!state.clipFar) state.radius = state.radiusMax;
    this.view.requestDraw();
  }

  /** Right, up and away as they are seen now. */
  eye(): Eye {
    const { position, target, up } = this.view.camera.state;
    const away = Vec3.normalize(Vec3(), Vec3.sub(Vec3(), target, position));
    const right = Vec3.normalize(Vec3(), Vec3.cross(Vec3(), away, up));
    return { right: point(right), up: point(up), away: point(away) };
  }

  /** Where the camera is and what it is turned to; its angle of view is in radian. */
  standpoint(): { position: Point; target: Point; up: Point; fov: number } {
    const { position, target, up, fov } = this.view.camera.state;
    return { position: point(position), target: point(target), up: point(up), fov };
  }

  /** Where on the page a point of the workspace is. */
  project(point: readonly number[]): { x: number; y: number; depth: number } {
    const [x, y, depth] = this.view.camera.project(Vec4(), Vec3.create(point[0] ?? 0, point[1] ?? 0, point[2] ?? 0));
    const { left, top, height } = this.canvas.getBoundingClientRect();
    const ratio = this.canvas.height / (height || 1);
    return { x: left + x! / ratio, y: top + height - y! / ratio, depth: depth! };
  }

  /** How far a pixel of the page is at this point, angstrom. */
  pixelSize(point: readonly number[]): number {
    return this.view.camera.getPixelSize(Vec3.create(point[0] ?? 0, point[1] ?? 0, point[2] ?? 0)) * this.view.input.pixelRatio;
  }

  /** Calls the listener with the place of the pointer when it pauses: Mol*'s own way gives up where software draws too slowly. */
  onPause(listener: (x: number, y: number) => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const move = (event: PointerEvent) => {
      clearTimeout(timer);
      const { left, top } = this.canvas.getBoundingClientRect();
      if (event.buttons === 0) timer = setTimeout(() => listener(event.clientX - left, event.clientY - top), PAUSE_MS);
    };
    // One that left does not pause here any more.
    const leave = () => clearTimeout(timer);
    this.canvas.addEventListener('pointermove', move);
    this.canvas.addEventListener('pointerleave', leave);
    return () => {
      clearTimeout(timer);
      this.canvas.removeEventListener('pointermove', move);
      this.canvas.removeEventListener('pointerleave', leave);
    };
  }

  /** Calls the listener after each picture. */
  onDraw(listener: () => void): () => void {
    const drawn = this.view.didDraw.subscribe(listener);
    return () => drawn.unsubscribe();
  }

  /** From where one looks, and how one is turned. */
  pose(): Pose {
    const { right, up, away } = this.eye();
    // Unrotated one looks along z, with y up: then x is left.
    const turn = Mat4.fromArray(Mat4(), [...right.map((at) => -at), 0, ...up, 0, ...away, 0, 0, 0, 0, 1], 0);
    const [x, y, z, w] = Quat.normalize(Quat(), Mat4.getRotation(Quat(), turn));
    const { position } = this.view.camera.state;
    return { position: [position[0]!, position[1]!, position[2]!], rotation: [x!, y!, z!, w!] };
  }

  /** Goes where somebody looks from. What one turns around is then what of it is nearest to what it was. */
  stand({ position, rotation }: Pose): void {
    this.stay();
    const { camera } = this.view;
    const from = Vec3.create(...position);
    const turn = Quat.normalize(Quat(), Quat.create(...rotation));
    if (!Number.isFinite(turn[0])) return;
    const away = Vec3.transformQuat(Vec3(), Vec3.create(0, 0, 1), turn);
    const up = Vec3.transformQuat(Vec3(), Vec3.create(0, 1, 0), turn);
    const ahead = Vec3.dot(Vec3.sub(Vec3(), camera.state.target, from), away);
    const target = Vec3.scaleAndAdd(Vec3(), from, away, Math.max(ahead, NEAREST));
    const isQuiet = this.isSoftware || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.view.requestCameraReset({ snapshot: { position: from, target, up, radius: WHOLE, clipFar: false }, durationMs: isQuiet ? 0 : STEP_MS });
  }

  /** The whole picture as a PNG, whatever of it is drawn just now. It has two pixels a pixel of the page, or as many as the screen has. */
  async screenshot(): Promise<Blob> {
    const more = Math.max(2 / window.devicePixelRatio, 1);
    const [width, height] = [Math.round(this.canvas.width * more), Math.round(this.canvas.height * more)];
    const { postprocessing, multiSample, marking, renderer } = this.view.props;
    const sky = this.backdrop.shown;
    // One for all pictures: nothing gives back what it takes of the graphics card.
    const pass = (this.imagePass ??= this.view.getImagePass({ cameraHelper: { axes: { name: 'off', params: {} } } }));
    // Where nothing is said, Mol* takes its own defaults, and draws nothing on white.
    pass.setProps({ postprocessing, multiSample, marking, renderer, transparentBackground: sky !== null });
    pass.setSize(width, height);
    const pixels = await pass.getImageData(SyncRuntimeContext, width, height);
    const sheet = document.createElement('canvas');
    [sheet.width, sheet.height] = [width, height];
    const paper = sheet.getContext('2d');
    if (sky && paper) paintSky(paper, sky);
    paper?.drawImage(await createImageBitmap(pixels), 0, 0);
    return new Promise((resolve, reject) => {
      sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be packed'))), 'image/png');
    });
  }

  private resize(): void {
    const { offsetWidth, offsetHeight } = this.holder;
    if (offsetWidth === 0 || offsetHeight === 0) return;
    setCanvasSize(this.canvas, offsetWidth, offsetHeight, this.graphics.pixelScale);
    this.backdrop.resize(offsetWidth, offsetHeight);
    this.view.handleResize();
    this.center(this.free ?? { left: 0, right: offsetWidth, top: 0, bottom: offsetHeight });
    this.hasSize = true;
    this.lookAgain?.();
  }
}

/** Of what a binding listens to, that which one holds with a headset. */
function heldOnly({ triggers, action, description }: Binding): Binding {
  return Binding(triggers.filter(({ code }) => code?.startsWith('Gamepad')), action, description);
}

function point(at: Vec3): Point {
  return [at[0]!, at[1]!, at[2]!];
}

function rendererName(gl: WebGLRenderingContext | WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  return typeof name === 'string' ? name : '';
}
