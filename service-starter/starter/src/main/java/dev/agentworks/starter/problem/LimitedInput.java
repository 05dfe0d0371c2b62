package dev.agentworks.starter.problem;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Counts a body whose length was not announced, and stops at the limit. */
final class LimitedInput extends ServletInputStream {
    private final ServletInputStream input;
    private final long limit;
    private long count;

    LimitedInput(ServletInputStream input, long limit) {
        this.input = input;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int next = input.read();
        counted(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = input.read(buffer, offset, length);
        counted(Math.max(read, 0));
        return read;
    }

    private void counted(int bytes) throws IOException {
        count += bytes;
        if (count > limit) {
            throw new BodyTooLargeException(limit);
        }
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public boolean isReady() {
        return input.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        input.setReadListener(listener);
    }
}
