/** Rooms of one process, as the program keeps them: in memory, and nowhere else. */
export class Rooms {
  private readonly rooms = new Map<string, { publisher: boolean; viewers: number }>();

  /** @returns false: the room has a publisher */
  publish(name: string): boolean {
    const room = this.rooms.get(name) ?? { publisher: false, viewers: 0 };
    if (room.publisher) {
      return false;
    }
    room.publisher = true;
    this.rooms.set(name, room);
    return true;
  }

  play(name: string, most: number): "playing" | "no-publisher" | "full" {
    const room = this.rooms.get(name);
    if (!room?.publisher) {
      return "no-publisher";
    }
    if (most > 0 && room.viewers >= most) {
      return "full";
    }
    room.viewers += 1;
    return "playing";
  }

  close(name: string): boolean {
    return this.rooms.delete(name);
  }

  list(): readonly unknown[] {
    return [...this.rooms].map(([name, { publisher, viewers }]) => ({
      name,
      hasPublisher: publisher,
      tracks: publisher ? 2 : 0,
      subscribers: viewers,
    }));
  }
}
