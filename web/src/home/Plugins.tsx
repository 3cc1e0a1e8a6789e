// The plugins that are connected to this server.
import type { Plugin } from '../api/types';

export function Plugins({ plugins }: { plugins: readonly Plugin[] }) {
  return (
    <section className="home-list" aria-labelledby="plugins">
      <h2 id="plugins">Connected plugins</h2>
      {plugins.length === 0 ? (
        <p className="quiet">None at the moment. A room can be opened all the same; they come up there as soon as they connect.</p>
      ) : (
        <ul>
          {plugins.map(({ id, name, description, connected }) => (
            <li key={id}>
              <span>
                <strong>{name}</strong>
                <small>{connected ? description : 'its connection was lost; it may come back'}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
