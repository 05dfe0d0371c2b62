package dev.agentworks.starter.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** {@code @Size} of text: characters are counted, not UTF-16 units, so that an emoji is one. */
public final class TextSizeValidator implements ConstraintValidator<Size, CharSequence> {
    private int least;
    private int most;

    @Override
    public void initialize(Size size) {
        least = size.min();
        most = size.max();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        var length = VisibleText.length(text);
        return length >= least && length <= most;
    }
}
