package dev.agentworks.orchestrator.repository.download;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Ends a download that takes too long: a client that reads a byte now and then holds no thread. */
final class TimedOutput extends FilterOutputStream {

    private final Clock clock;
    private final Instant end;

    TimedOutput(OutputStream out, Clock clock, Duration longest) {
        super(out);
        this.clock = clock;
        this.end = clock.instant().plus(longest);
    }

    @Override
    public void write(int next) throws IOException {
        check();
        out.write(next);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        check();
        out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        check();
        out.flush();
    }

    private void check() throws IOException {
        if (clock.instant().isAfter(end)) {
            throw new IOException("the download takes longer than it may");
        }
    }
}
