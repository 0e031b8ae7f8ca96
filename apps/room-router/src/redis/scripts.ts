/**
 * What has to happen in Redis in one step.
 *
 * `claimRoom` KEYS[1] room · ARGV candidate, lease in milliseconds, the holder that shall lose it or "" → [holder, 1 if made now]
 */
const claimRoom = `
local holder = redis.call("GET", KEYS[1])
if holder and holder ~= ARGV[3] then
  return {holder, 0}
end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
return {ARGV[1], 1}
`;

/** KEYS[1] room · ARGV holder */
const releaseRoom = `
if redis.call("GET", KEYS[1]) == ARGV[1] then
  return redis.call("DEL", KEYS[1])
end
return 0
`;

/** KEYS rooms · ARGV holder, lease in milliseconds. A room that another instance has by now is left alone. */
const renewRooms = `
for _, room in ipairs(KEYS) do
  local holder = redis.call("GET", room)
  if not holder or holder == ARGV[1] then
    redis.call("SET", room, ARGV[1], "PX", ARGV[2])
  end
end
return #KEYS
`;

export const scripts = { claimRoom, releaseRoom, renewRooms } as const;
