// A list to choose from.
import type { Dropdown } from '../../api/types';
import { Menu, type MenuItem } from '../../ui/Menu';
import { useStage } from '../stage';
import type { ContentProps } from './ContentView';

export function DropdownContent({ content }: ContentProps<Dropdown>) {
  const stage = useStage();
  const chosen = content.items.filter((item) => item.selected).map((item) => item.name);
  const title = content.use_permanent_title ? content.permanent_title : chosen.join(', ');
  const items: MenuItem[] = content.items.map((item, index) => ({
    text: item.name,
    checked: item.selected,
    keepsOpen: !item.close_on_selected,
    onPick: () => stage.ask({ do: 'choose', session: stage.session, content: content.id, item: index }),
  }));
  const why = stage.why ?? (items.length === 0 ? 'There is nothing to choose from.' : undefined);
  return (
    <Menu className="plugin-dropdown" items={items} why={why} data-content={content.id} style={{ fontSize: Math.max(9, Math.min(14, stage.unit * 0.027)) }}>
      <span>{title || 'Choose…'}</span>
    </Menu>
  );
}
