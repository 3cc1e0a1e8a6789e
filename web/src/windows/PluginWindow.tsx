// A plugin's menu as a window: moved by its title, resized by its corner, with the pointer or with arrow keys.
import { useEffect, useLayoutEffect, useMemo, useState, type CSSProperties } from 'react';
import type { SessionMenu } from '../api/types';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { useWhyNot } from '../panels/rights';
import { wordsOfState } from '../panels/stacks';
import { ended } from '../room/measure';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { EDGE, firstFrame, isPhone, kept, moved, phoneFrame, resized, type Frame, type Page } from './frame';
import { useGrip } from './grip';
import { PIXELS_PER_UNIT } from './layout';
import { MenuBody } from './MenuBody';
import { StageContext, type MenuStage } from './stage';
import type { Measure } from './text';

export interface PluginWindowProps {
  of: SessionMenu;
  nth: number;
  page: Page;
  measure: Measure;
  level: number;
  isFront: boolean;
  onFront(): void;
}

export function PluginWindow({ of: { session, menu }, nth, page, measure, level, isFront, onFront }: PluginWindowProps) {
  const desk = useDesk();
  useLayoutEffect(() => ended('nts:menu'), [menu]);
  const right = useWhyNot('present');
  const its = useRoom((state) => state.sessions.find((one) => one.id === session));
  const state = its && wordsOfState(its);
  const isDown = its !== undefined && ['connecting', 'lost', 'ended'].includes(its.state.is);
  const why = right ?? (isDown ? `${its.name}: ${state?.text.toLowerCase()}. ${state?.more ?? ''}`.trim() : undefined);
  const phone = isPhone(page);
  // Who only watches on a phone, watches the molecule first.
  const [isFolded, setIsFolded] = useState(phone && right !== undefined);
  const wanted = useMemo(() => contentSize(menu), [menu.width, menu.height]);
  const hasPanel = useCell(desk.panels).right !== null;
  const [frame, setFrame] = useFrame(wanted, page, hasPanel ? 312 : 0, nth);
  const scale = phone ? Math.min(1, frame.width / wanted.width) : 1;
  const unit = PIXELS_PER_UNIT * scale;
  const stage = useMemo<MenuStage>(
    () => ({ session, why, unit, measure, ask: (intent) => void desk.act(intent) }),
    [session, why, unit, measure, desk],
  );
  const title = menu.title || its?.name || 'Plugin';
  const titleGrip = useGrip((dx, dy) => setFrame((now) => moved(now, dx, dy, page)));
  const cornerGrip = useGrip((dx, dy) => setFrame((now) => resized(now, dx, dy, page)));
  const close = () => void desk.act({ do: 'toggle_menu', session, menu: menu.index, enabled: false });
  const isShut = phone ? !isFront || isFolded : isFolded;
  const fold = () => {
    setIsFolded(!isShut);
    if (isShut) onFront();
  };
  const place: CSSProperties = phone ? { width: frame.width } : { left: frame.x, top: frame.y, width: frame.width, zIndex: 15 + level };
  return (
    <section
      className="window"
      aria-label={title}
      data-session={session}
      data-menu={menu.index}
      style={place}
      onPointerDownCapture={phone ? undefined : onFront}
      onFocusCapture={phone ? undefined : onFront}
    >
      <header className="window-head" {...(phone ? { onClick: () => isShut && fold() } : titleGrip.pointer)}>
        <h2>{title}</h2>
        {its && title !== its.name && <small>{its.name}</small>}
        {state && its?.state.is !== 'running' && (
          <span className="badge" data-kind={state.kind} data-tip={state.more}>
            {state.text}
          </span>
        )}
        {right !== undefined && (
          <span className="badge" data-tip={right}>
            Read-only
          </span>
        )}
        {!phone && <MoveHandle title={title} {...titleGrip.keys} />}
        <Button
          small
          look="quiet"
          icon={isShut ? 'up' : 'down'}
          label={isShut ? `Unfold ${title}` : `Fold ${title}`}
          onClick={(event) => {
            event.stopPropagation();
            fold();
          }}
        />
        <Button small look="quiet" icon="close" label={`Close ${title}`} why={right} onClick={close} />
      </header>
      {!isShut && (
        <div className="window-body" style={{ height: frame.height, padding: EDGE }} tabIndex={phone ? 0 : undefined}>
          <StageContext value={stage}>
            <MenuBody
              root={menu.root}
              width={frame.width - 2 * EDGE - 2}
              height={(phone ? wanted.height * scale : frame.height) - 2 * EDGE}
            />
          </StageContext>
        </div>
      )}
      {!isShut && !phone && !menu.locked && (
        <div className="window-corner" {...cornerGrip.pointer}>
          <button type="button" aria-label={`Size of ${title}: arrow keys change it`} {...cornerGrip.keys} />
        </div>
      )}
    </section>
  );
}

/** For the keyboard: what moves the window with arrow keys. */
function MoveHandle({ title, ...keys }: { title: string } & ReturnType<typeof useGrip>['keys']) {
  return <button type="button" className="window-handle" aria-label={`Place of ${title}: arrow keys move it`} {...keys} />;
}

/** Where a window stands: as large as its plugin says, until somebody here resizes it or the plugin says otherwise. */
function useFrame(wanted: Pick<Frame, 'width' | 'height'>, page: Page, rightPanel: number, nth: number) {
  const [own, setOwn] = useState<Frame>(() => firstFrame(wanted, page, rightPanel, nth));
  useEffect(() => {
    setOwn((now) => {
      const fits = firstFrame(wanted, page, rightPanel, nth);
      return { ...now, width: fits.width, height: fits.height };
    });
  }, [wanted]);
  return [isPhone(page) ? phoneFrame(wanted, page) : kept(own, page), setOwn] as const;
}

/** The size that a plugin wants, with the edge around it. */
function contentSize(menu: SessionMenu['menu']): Pick<Frame, 'width' | 'height'> {
  return {
    width: sound(menu.width, 0.7) * PIXELS_PER_UNIT + 2 * EDGE,
    height: sound(menu.height, 0.6) * PIXELS_PER_UNIT + 2 * EDGE,
  };
}

/** A size that makes sense; a plugin may say anything. */
function sound(size: number, otherwise: number): number {
  return Number.isFinite(size) && size > 0.02 ? Math.min(size, 10) : otherwise;
}
