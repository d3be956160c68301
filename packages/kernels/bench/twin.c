/* C twins of the Rice decoder and of the median of 8, as a compiler makes them for this very machine: the limit of the kernels.
 * Arguments: stored rows (see compiled.mjs), and a band of 8 planes of floats. Reads a task a line, answers its CPU milliseconds. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SIZE 4096
#define BLOCK 32

typedef struct { double scale, zero; uint64_t length; uint8_t data[]; } Row;

static char *rows;
static float *planes;
static int planeFloats;
static float out[SIZE * 16];

static uint64_t bigEndian(const uint8_t *at) {
  uint64_t value;
  memcpy(&value, at, 8);
  return __builtin_bswap64(value);
}

#define REFILL window |= bigEndian(next) >> held, next += (63 - held) >> 3, held |= 56
#define PUT(folded) last += ((folded) >> 1) ^ -((folded) & 1), *target++ = (float)((int32_t)last * scale + zero)

/* One code; its run of zeros ends within the window. */
#define CODE { \
  unsigned zeros = __builtin_clzll(window); \
  uint32_t folded = zeros << split | ((uint32_t)(window >> (63 - zeros - split)) & mask); \
  window <<= zeros + 1 + split; \
  held -= zeros + 1 + split; \
  PUT(folded); \
}
/* Four codes of 14 bits fit between two refills; longer ones look after themselves. */
#define SHORT_CODE { if (__builtin_expect(!(window >> 55), 0)) { REFILL; CODE REFILL; } else CODE }

/* Streams of 32-bit pixels in whole blocks, without runs beyond the window: all there is in the frames of the bench. */
static void decodeRow(const Row *row, float *target) {
  const double scale = row->scale, zero = row->zero;
  const uint8_t *next = row->data + 4;
  uint32_t last = (uint32_t)(bigEndian(row->data) >> 32);
  uint64_t window = 0;
  unsigned held = 0;
  for (float *end = target + SIZE; target < end;) {
    float *blockEnd = target + BLOCK;
    REFILL;
    int code = (int)(window >> 59) - 1;
    window <<= 5, held -= 5;
    unsigned split = code;
    uint32_t mask = (1u << (split & 31)) - 1;
    if (code < 0) {
      while (target < blockEnd) PUT(0);
    } else if (code >= 25) {
      while (target < blockEnd) {
        REFILL;
        uint32_t folded = window >> 32;
        window <<= 32, held -= 32;
        PUT(folded);
      }
    } else if (code <= 5) {
      while (target < blockEnd) {
        REFILL;
        SHORT_CODE SHORT_CODE SHORT_CODE SHORT_CODE
      }
    } else {
      while (target < blockEnd) {
        REFILL;
        CODE
      }
    }
  }
}

static void decode(void) {
  const char *at = rows;
  for (int y = 0; y < SIZE; y++) {
    const Row *row = (const Row *)at;
    decodeRow(row, out + (y % 6) * SIZE);
    at += sizeof(Row) + (row->length + 7) / 8 * 8;
  }
}

#define EXCHANGE(i, j) { float low = v[i] < v[j] ? v[i] : v[j]; v[j] = v[i] < v[j] ? v[j] : v[i]; v[i] = low; }

static void medianOf8(void) {
  for (long done = 0; done < (long)SIZE * SIZE; done += planeFloats) {
    for (int i = 0; i < planeFloats; i++) {
      float v[8];
      int missing = 0;
      for (int k = 0; k < 8; k++) {
        v[k] = planes[k * planeFloats + i];
        missing |= v[k] != v[k];
      }
      EXCHANGE(0, 4) EXCHANGE(1, 5) EXCHANGE(2, 6) EXCHANGE(3, 7) EXCHANGE(0, 2) EXCHANGE(1, 3) EXCHANGE(4, 6) EXCHANGE(5, 7)
      EXCHANGE(2, 4) EXCHANGE(3, 5) EXCHANGE(0, 1) EXCHANGE(2, 3) EXCHANGE(4, 5) EXCHANGE(6, 7) EXCHANGE(1, 4) EXCHANGE(3, 6)
      EXCHANGE(1, 2) EXCHANGE(3, 4) EXCHANGE(5, 6)
      float middle = (v[3] + v[4]) * 0.5f;
      out[i] = missing ? __builtin_nanf("") : middle;
    }
  }
}

static void *readFile(const char *path, long *bytes) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(1);
  fseek(file, 0, SEEK_END);
  *bytes = ftell(file);
  rewind(file);
  char *data = malloc(*bytes + 64);
  if (!data || fread(data, 1, *bytes, file) != (size_t)*bytes) exit(1);
  fclose(file);
  return data;
}

int main(int count, char **arguments) {
  if (count != 3) return 1;
  long bytes;
  rows = readFile(arguments[1], &bytes);
  planes = readFile(arguments[2], &bytes);
  planeFloats = bytes / 8 / sizeof(float);
  printf("ready\n");
  fflush(stdout);
  for (char line[64]; fgets(line, sizeof line, stdin);) {
    clock_t start = clock();
    if (line[0] == 'd') decode();
    else medianOf8();
    printf("%f\n", 1000.0 * (clock() - start) / CLOCKS_PER_SEC);
    fflush(stdout);
  }
  return 0;
}
