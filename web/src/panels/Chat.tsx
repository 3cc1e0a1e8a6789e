// What people say to each other, as text.
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { useWhyNot } from './rights';

export function Chat() {
  const desk = useDesk();
  const chat = useRoom((state) => state.chat);
  const me = useRoom((state) => state.me);
  const why = useWhyNot('connection');
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (end.current) end.current.scrollTop = end.current.scrollHeight;
  }, [chat]);
  const say = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim() || why !== undefined) return;
    void desk.act({ do: 'say', text: text.trim() });
    setText('');
  };
  return (
    <section className="section" aria-labelledby="chat">
      <h2 id="chat">Chat</h2>
      {chat.length > 0 && (
        <div ref={end} className="chat" role="log" aria-labelledby="chat" tabIndex={0}>
          {chat.map(({ member, name, text: said }, at) => (
            <p key={at} data-mine={member === me || undefined}>
              <small>{name}</small>
              {said}
            </p>
          ))}
        </div>
      )}
      <form className="fetch" onSubmit={say}>
        <input
          className="input"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="Say something"
          aria-label="Say something to everybody"
          maxLength={1000}
        />
        <Button type="submit" why={why}>
          Send
        </Button>
      </form>
    </section>
  );
}
