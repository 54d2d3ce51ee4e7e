/* Unpacks the search index: JSON, packed as bzip2 by Python, in base64. Text is a quarter smaller so than
   with the gzip of servers, and a page from disk can load no other packing than one that it undoes. The
   packages that undo it need Node or take half a second. Format: https://en.wikipedia.org/wiki/Bzip2 */
"use strict";
{
  const BLOCK = 0x314159265359;
  const LONGEST = 20; // bits of a Huffman code
  const GROUP = 50; // symbols that are coded with one table

  /* The bits of bytes, one after the other, as numbers. */
  function reader(bytes) {
    let at = 0;
    let left = 0; // of the bits of the byte before
    let byte = 0;
    const bit = () => {
      if (left === 0) {
        byte = bytes[at];
        at += 1;
        left = 8;
      }
      left -= 1;
      return (byte >> left) & 1;
    };
    const bits = (count) => {
      let value = 0;
      for (let read = 0; read < count; read += 1) value = value * 2 + bit();
      return value;
    };
    return { bit, bits };
  }

  /* A table of canonical codes: for each length of a code the first code, how many codes are so long,
     and where their symbols begin. */
  function tableOf(lengths) {
    const symbols = [...lengths.keys()].sort((a, b) => lengths[a] - lengths[b] || a - b);
    const [first, counts, starts] = [[0], [0], [0]];
    for (let length = 1, code = 0, start = 0; length <= LONGEST; length += 1) {
      const count = lengths.filter((one) => one === length).length;
      first.push(code);
      counts.push(count);
      starts.push(start);
      code = (code + count) * 2;
      start += count;
    }
    return { symbols, first, counts, starts };
  }

  function symbolOf(table, bit) {
    let code = 0;
    for (let length = 1; length <= LONGEST; length += 1) {
      code = code * 2 + bit();
      const place = code - table.first[length];
      if (place < table.counts[length]) return table.symbols[table.starts[length] + place];
    }
    throw new RangeError(); // what was packed is damaged
  }

  /* The bytes that a block uses, in their order. */
  function usedBytes(bits) {
    const flags = (word) => [...Array(16).keys()].filter((at) => (word >> (15 - at)) & 1);
    return flags(bits(16)).flatMap((high) => flags(bits(16)).map((low) => high * 16 + low));
  }

  /* The last column of the sorted rotations of a block: Huffman codes, runs, and places in a list whose
     last used byte is moved to its front. */
  function lastColumn({ bit, bits }, most) {
    const used = usedBytes(bits);
    const tableCount = bits(3);
    const order = [...Array(tableCount).keys()];
    const selectors = Array.from({ length: bits(15) }, () => {
      let place = 0;
      while (bit()) place += 1;
      order.unshift(...order.splice(place, 1));
      return order[0];
    });
    const tables = Array.from({ length: tableCount }, () => {
      let length = bits(5);
      return tableOf(
        Array.from({ length: used.length + 2 }, () => {
          while (bit()) length += bit() ? -1 : 1;
          return length;
        }),
      );
    });
    const front = Uint8Array.from(used);
    const column = new Uint8Array(most);
    let size = 0;
    let run = 0;
    let worth = 1; // of the next digit of the run
    for (let number = 0; ; number += 1) {
      const symbol = symbolOf(tables[selectors[Math.floor(number / GROUP)]], bit);
      if (symbol < 2) {
        run += worth << symbol;
        worth *= 2;
        continue;
      }
      column.fill(front[0], size, size + run);
      size += run;
      run = 0;
      worth = 1;
      if (symbol > used.length) return column.subarray(0, size);
      const byte = front[symbol - 1];
      front.copyWithin(1, 0, symbol - 1);
      front[0] = byte;
      column[size] = byte;
      size += 1;
    }
  }

  /* Append the bytes of a block: the rotation from an origin, in which a fifth byte counts more of four alike. */
  function append(out, column, origin) {
    const ends = new Uint32Array(257);
    for (const byte of column) ends[byte + 1] += 1;
    for (let byte = 0; byte < 256; byte += 1) ends[byte + 1] += ends[byte];
    const next = new Uint32Array(column.length);
    for (let at = 0; at < column.length; at += 1) {
      next[ends[column[at]]] = at;
      ends[column[at]] += 1;
    }
    let place = next[origin];
    let alike = 0;
    let before = -1;
    for (let count = 0; count < column.length; count += 1) {
      const byte = column[place];
      place = next[place];
      if (alike === 4) {
        for (let more = 0; more < byte; more += 1) out.push(before);
        alike = 0;
        before = -1;
      } else {
        alike = byte === before ? alike + 1 : 1;
        before = byte;
        out.push(byte);
      }
    }
  }

  /* The data of a packed part of the index. pause: awaited after each block, so that the page stays alive. */
  async function unpack(packed, pause = () => Promise.resolve()) {
    const stream = reader(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)));
    const { bits } = stream;
    bits(24); // BZh
    const most = (bits(8) - 48) * 100_000; // bytes of a block
    const out = [];
    while (bits(48) === BLOCK) {
      bits(33); // its checksum, and a mark of old programs
      const origin = bits(24);
      append(out, lastColumn(stream, most), origin);
      await pause();
    }
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(out)));
  }

  globalThis.unpackSearch = unpack;
}
