// The residues that the shown pose touches, as the room tells.
import { useDeferredValue, useEffect, useState } from 'react';
import type { Complex, Contact } from '../api/types';
import { useDesk } from '../page/desk';
import { useScene } from '../page/sceneContext';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';

/** What moves is asked about when it has rested so long. */
const REST_MS = 150;

export function Contacts({ complex }: { complex: Complex }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="contacts">
      <Button small look="quiet" icon={isOpen ? 'up' : 'down'} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        Contacts of this pose
      </Button>
      {isOpen && <ContactTable complex={complex} />}
    </div>
  );
}

/** The contacts of the pose that is shown; none before the room has told. */
function useContacts({ id }: Complex): readonly Contact[] | undefined {
  const { store } = useDesk();
  const complexes = useRoom((state) => state.complexes);
  const columns = useDeferredValue(useRoom((state) => state.columns));
  const [contacts, setContacts] = useState<readonly Contact[]>();
  useEffect(() => {
    let isOver = false;
    const take = (found: readonly Contact[]) => isOver || setContacts(found);
    const timer = setTimeout(() => {
      // Where the pose is gone meanwhile, so is this table.
      store.ask({ do: 'contacts', complex: id }).then((answer) => take(answer.is === 'contacts' ? answer.contacts : []), () => undefined);
    }, REST_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [store, id, complexes, columns]);
  return contacts;
}

function ContactTable({ complex }: { complex: Complex }) {
  const scene = useScene();
  const complexes = useRoom((state) => state.complexes);
  const contacts = useContacts(complex);
  if (!contacts) return <p className="nothing">Looking…</p>;
  if (contacts.length === 0) return <p className="nothing">No residue that is shown is within 4 Å.</p>;
  const nameOf = (contact: Contact) => complexes.find(({ id }) => id === contact.complex)?.name ?? '';
  return (
    <div className="contact-list" tabIndex={0} role="group" aria-label="Contacts">
      <table className="pose-table">
        <thead>
          <tr>
            <th scope="col">Residue</th>
            <th scope="col">Kind</th>
            <th scope="col">Å</th>
          </tr>
        </thead>
        <tbody>
          {contacts.map((contact) => (
            <tr key={`${contact.complex} ${contact.atoms[0]}`}>
              <td>
                <button
                  type="button"
                  className="pose-show"
                  data-tip={`${nameOf(contact)}: go there`}
                  onClick={() => scene?.focus({ is: 'atoms', complex: contact.complex, atoms: contact.atoms })}
                >
                  {[`${contact.residue} ${contact.number}`, contact.chain && `chain ${contact.chain}`].filter(Boolean).join(' · ')}
                </button>
              </td>
              <td>{contact.kind}</td>
              <td>{contact.distance.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
