package org.tidetable.pipeline.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Breaks hashes that were made without a key, by trying everything they could be made of.
 *
 * <p>About 380 million NHS, CHI and Health and Care numbers are in use: a machine tries them all in
 * a minute. So an unkeyed hash of one hides nobody, and a column with a single hit is refused. What
 * is tried: {@link Candidates}. Up to 65,536 different hashes of a column are looked for at once,
 * which costs no more than one.
 */
final class WeakPseudonyms {
  private final List<Candidates> candidates;

  private WeakPseudonyms(List<Candidates> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /** Tries all candidates. */
  static WeakPseudonyms everything() {
    return new WeakPseudonyms(Candidates.all());
  }

  /** Tries only these. */
  static WeakPseudonyms of(List<Candidates> candidates) {
    return new WeakPseudonyms(candidates);
  }

  /** Whether one of the hashes is that of a candidate; hashes come with the lines they stand in. */
  Optional<Finding> search(Map<String, Long> hashes) {
    TreeMap<Integer, HashTargets> bySize = new TreeMap<>();
    hashes.forEach(
        (cell, line) -> {
          byte[] bytes = HashForms.bytes(cell);
          if (bytes.length > 0) {
            bySize
                .computeIfAbsent(bytes.length, size -> new HashTargets(hashes.size()))
                .add(bytes, line);
          }
        });
    for (Map.Entry<Integer, HashTargets> targets : bySize.entrySet()) {
      for (Candidates one : candidates) {
        for (String algorithm : algorithms(targets.getKey())) {
          long line = search(one, algorithm, targets.getKey(), targets.getValue());
          if (line >= 0) {
            return Optional.of(new Finding(Kind.WEAK_PSEUDONYM, targets.getValue().size(), line));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Those whose hash has so many bytes, and the common ones that are cut to them. */
  private static List<String> algorithms(int size) {
    return switch (size) {
      case 16 -> List.of("MD5", "SHA-256", "SHA-1");
      case 20 -> List.of("SHA-1", "SHA-256");
      case 28 -> List.of("SHA-224");
      case 32 -> List.of("SHA-256");
      case 48 -> List.of("SHA-384");
      default -> List.of("SHA-512");
    };
  }

  /** Tries the parts of a space on all processors; returns the line of a hit, else -1. */
  private static long search(Candidates one, String algorithm, int size, HashTargets targets) {
    AtomicInteger next = new AtomicInteger();
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Long>> found = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        found.add(threads.submit(() -> work(one, next, new Trial(algorithm, size, targets))));
      }
      long line = -1;
      for (Future<Long> worker : found) {
        line = Math.max(line, worker.get());
      }
      return line;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search for weak pseudonyms was interrupted", stopped);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("the search for weak pseudonyms failed", failure);
    } finally {
      next.set(one.parts());
      threads.shutdownNow();
    }
  }

  private static long work(Candidates one, AtomicInteger next, Trial trial) {
    int part = next.getAndIncrement();
    while (part < one.parts() && trial.hit() < 0) {
      one.spell(part, trial);
      part = next.getAndIncrement();
    }
    if (trial.hit() >= 0) {
      next.set(one.parts());
    }
    return trial.hit();
  }
}
