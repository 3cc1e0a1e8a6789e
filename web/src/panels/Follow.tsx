// Looking from where the presenter looks, or as one likes.
import { useScene, useSceneState } from '../page/sceneContext';
import { useRoom } from '../room/useRoom';
import { Toggle } from '../ui/Toggle';

export function Follow() {
  const scene = useScene();
  const state = useSceneState();
  const isPresenter = useRoom((room) => room.isPresenter);
  if (!scene || state?.status.is !== 'drawing') return null;
  const why = isPresenter ? 'You present: others follow you.' : undefined;
  return (
    <Toggle on={state.isFollowing && !isPresenter} why={why} onChange={(on) => scene.followPresenter(on)}>
      Follow the presenter’s view
    </Toggle>
  );
}
