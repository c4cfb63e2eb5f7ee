"""Templates call macros hundreds of times a page: without asking each time what is called."""

from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode


class QuickContext(Context):
    """Jinja's context, which hands a macro straight what `Context.call` finds out by looking."""

    @internalcode
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or anything else from a template."""
        if type(called) is not Macro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **kwargs)
