// The room's page: puts the scene, the panels and the plugins' windows together.
import { useEffect, useState } from 'react';
import type { Scene } from '../scene/api';
import type { RoomStore } from '../room/store';
import { RoomContext, useRoom } from '../room/useRoom';
import { Toasts } from '../ui/Toasts';
import { TooltipLayer } from '../ui/TooltipLayer';
import { PluginWindows } from '../windows/PluginWindows';
import { AtomMenu } from './AtomMenu';
import { useCell } from './cell';
import { Consents } from './Consents';
import { DeskContext, useDesk, useNewDesk } from './desk';
import { DropZone } from './DropZone';
import { EmptyRoom } from './EmptyRoom';
import { useKeys } from './keys';
import { Loads } from './load';
import { LeftPanel, RightPanel, Sheet } from './Panels';
import { SceneContext } from './sceneContext';
import { useSceneWords } from './sceneWords';
import { SceneView } from './SceneView';
import { StatusLine } from './StatusLine';
import { TopBar } from './TopBar';
import './room.css';

/** The room that one is in, and what did not work on the way in. */
export default function RoomPage({ store, trouble }: { store: RoomStore; trouble: string | undefined }) {
  const desk = useNewDesk(store);
  useEffect(() => {
    if (trouble !== undefined) desk.toast('error', trouble);
  }, [desk, trouble]);
  const [scene, setScene] = useState<Scene | null>(null);
  return (
    <RoomContext value={store}>
      <DeskContext value={desk}>
        <SceneContext value={scene}>
          <RoomLayout onScene={setScene} />
        </SceneContext>
      </DeskContext>
    </RoomContext>
  );
}

function RoomLayout({ onScene }: { onScene(scene: Scene | null): void }) {
  const desk = useDesk();
  const toasts = useCell(desk.toasts);
  const left = useCell(desk.crowdedOut);
  const name = useRoom((state) => state.name);
  useKeys();
  useSceneWords();
  useEffect(() => {
    document.title = `${name} · OpenNTS`;
  }, [name]);
  return (
    <div className="room">
      <DropZone>
        <TopBar />
        <main className="stage" aria-label="Molecules">
          <SceneView onScene={onScene} />
          <EmptyRoom />
          <StatusLine />
          <div className="stage-loads">
            <Loads />
          </div>
        </main>
        <LeftPanel />
        <RightPanel />
        <PluginWindows />
        <Sheet />
      </DropZone>
      <Consents />
      <AtomMenu />
      <Toasts toasts={[...toasts]} onDone={desk.dismiss} left={left} onLeft={desk.showNotes} />
      <TooltipLayer />
    </div>
  );
}
