package dev.agentworks.starter.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Visible}. */
public final class VisibleValidator implements ConstraintValidator<Visible, CharSequence> {
    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        return text == null || !VisibleText.isBlank(text);
    }
}
