// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ISaleCredits} from "../../contracts/interfaces/ISaleCredits.sol";

/// @notice An account that takes no value, and that no `safeTransferFrom` may reach.
contract Refusing {
    function call(address to, bytes calldata data) external payable {
        (bool ok, bytes memory answer) = to.call{value: msg.value}(data);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
    }
}

/// @notice A payee that, while it is being paid, asks to be paid again.
contract Greedy {
    ISaleCredits private immutable credits;
    bytes public refusal;

    constructor(ISaleCredits credits_) {
        credits = credits_;
    }

    function call(address to, bytes calldata data) external payable {
        (bool ok,) = to.call{value: msg.value}(data);
        require(ok, "call failed");
    }

    receive() external payable {
        try credits.withdraw(address(this)) {
            refusal = "";
        } catch (bytes memory reason) {
            refusal = reason;
        }
    }
}
