// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ERC6551} from "solady/accounts/ERC6551.sol";
import {ECDSA} from "solady/utils/ECDSA.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";

bytes4 constant ERC1271_MAGIC = 0x1626ba7e;

/// @notice A wallet in the manner of Safe: it calls what two of two keys agree on, and its ERC-1271 signature is theirs.
contract TwoKeyWallet {
    address private immutable first;
    address private immutable second;

    constructor(address first_, address second_) {
        first = first_;
        second = second_;
    }

    function execute(address target, bytes calldata data) external payable returns (bytes memory result) {
        require(msg.sender == first, "the first key sends what both agreed on");
        bool done;
        (done, result) = target.call{value: msg.value}(data);
        require(done, "refused");
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        if (signature.length != 130) return 0xffffffff;
        bool byFirst = ECDSA.tryRecoverCalldata(digest, signature[:65]) == first;
        bool bySecond = ECDSA.tryRecoverCalldata(digest, signature[65:]) == second;
        return byFirst && bySecond ? ERC1271_MAGIC : bytes4(0xffffffff);
    }
}

/// @notice A contract that owns a layer and answers a signature check in a way of its own.
contract OddWallet {
    enum Answer {
        Nothing,
        Revert,
        TrueWord,
        MagicInLowBytes,
        Reenter
    }

    Answer private immutable answer;

    constructor(Answer answer_) {
        answer = answer_;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        if (answer == Answer.Nothing) return "";
        if (answer == Answer.TrueWord) return abi.encode(true);
        if (answer == Answer.MagicInLowBytes) return abi.encode(uint32(ERC1271_MAGIC));
        if (answer == Answer.Reenter) {
            // Restyles what it owns from within the check, at the revision the signature is for.
            ILayerToken(msg.sender).setStyle((1 << 16) | 1, hex"0b0007", 0);
            return abi.encode(ERC1271_MAGIC);
        }
        revert("no");
    }
}

/// @notice Code for an EIP-7702 account that knows nothing of signatures and takes no ERC-721 token it is asked about.
contract BareDelegateCode {
    function execute(address target, bytes calldata data) external returns (bytes memory result) {
        require(msg.sender == address(this), "the account itself");
        bool done;
        (done, result) = target.call(data);
        require(done, "refused");
    }
}

/// @notice An ERC-6551 account: whoever owns its token acts through it.
contract BoundAccount is ERC6551 {
    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("BoundAccount", "1");
    }
}
